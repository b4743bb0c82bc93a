import { storeContract } from "./store-contract";

storeContract("btrfs");
storeContract("copy");
