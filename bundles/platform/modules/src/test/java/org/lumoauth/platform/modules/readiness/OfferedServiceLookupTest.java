/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.osgi.framework.Bundle;

class OfferedServiceLookupTest {

  /** The modules may be listed while a replaced version is uninstalled. */
  @Test
  void findsNoServicesOfUninstalledBundle(@TempDir Path folder) throws Exception {
    try (ModuleTestFramework framework = ModuleTestFramework.start(folder.resolve("cache"))) {
      Bundle bundle = framework.run(SampleBundle.of("healthy").in(folder));
      bundle.uninstall();

      assertEquals(Set.of(), OfferedServiceLookup.of(bundle));
    }
  }
}
