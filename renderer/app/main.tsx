import "../ui/base.css";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "../api/client";
import { App } from "./app";
import { Broken } from "./broken";
import { obeyDesktop } from "./desktop-commands";
import { preloadPageOf } from "./pages";
import { parseRoute } from "./router";
import { applyTheme } from "./theme";

applyTheme();
obeyDesktop();
preloadPageOf(parseRoute(window.location.hash));

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root.");

createRoot(place).render(
  <StrictMode>
    {/* Strict content security policy: no library may add <style> elements. */}
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Broken>
          <App />
        </Broken>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
