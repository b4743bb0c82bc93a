/** Without signs that look alike. 57 signs, 18 of them: 105 bits. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
const length = 18;

export function makePassword(): string {
  let password = "";
  while (password.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // Drop what would make some signs likelier than others.
      if (byte < 256 - (256 % alphabet.length) && password.length < length)
        password += alphabet.charAt(byte % alphabet.length);
    }
  }
  return password;
}
