/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A module of nothing but words, on a running server. */
@ExtendWith(ModuleServerExtension.class)
class LanguageModuleIT {
  private static final String ESPERANTO = "<html lang=\"eo\"";

  @TempDir static Path folder;

  @Test
  void offersTheLanguageWhileItsModuleIsInstalled(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestApplication app = TestApplication.register(tenant, Map.of());
    String asked = app.authorize(app.request(Map.of("ui_locales", "eo de")));
    assertFalse(page(server, asked).contains(ESPERANTO));

    server.console("lumoauth:module-install file:" + archive());
    try {
      String spoken = page(server, asked);
      assertTrue(spoken.contains(ESPERANTO), spoken);
      assertTrue(spoken.contains("Ensalutu ĉi tie"), spoken);
      assertTrue(spoken.contains("Weiter"), "what it does not say is said in the next language");
    } finally {
      server.console("lumoauth:module-remove esperanto");
    }

    String after = page(server, asked);
    assertTrue(after.contains("<html lang=\"de\""), after);
    assertFalse(after.contains("Ensalutu"), after);
  }

  private static String page(TestServer server, String address) {
    return new TestBrowser(server.base()).open(address).text();
  }

  private static Path archive() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Map.of(
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "org.example.esperanto",
            "Bundle-Version", "1.0.0",
            "LumoAuth-Module", "esperanto",
            "LumoAuth-Pages", "pages")
        .forEach(main::putValue);
    Path archive = folder.resolve("esperanto.jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(archive), manifest)) {
      jar.putNextEntry(new ZipEntry("pages/messages_eo.properties"));
      jar.write(
          "pages.language=Esperanto\nflow.identifier.title=Ensalutu ĉi tie\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    return archive;
  }
}
