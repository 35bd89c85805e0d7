/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KarRepositoryFolderTest {
  @TempDir Path folder;

  private Path jar() throws IOException {
    Path jar = folder.resolve("audited/org/example/a.module/1.0.0/a.module-1.0.0.jar");
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, "jar");
  }

  @Test
  void findsArchiveOfBundle() throws IOException {
    Path jar = jar();

    assertEquals(
        Optional.of(new KarRepositoryFolder.KarBundle("audited.kar", jar)),
        new KarRepositoryFolder(folder).find("mvn:org.example/a.module/1.0.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mvn:org.example/a.module/2.0.0",
        "mvn:org.example/../1.0.0",
        "mvn:org.example/a.module",
        "file:/srv/a.module-1.0.0.jar"
      })
  void rejectsOtherLocations(String location) throws IOException {
    jar();

    assertEquals(Optional.empty(), new KarRepositoryFolder(folder).find(location));
  }

  @Test
  void findsNothingInMissingFolder() {
    assertEquals(
        Optional.empty(),
        new KarRepositoryFolder(folder.resolve("missing")).find("mvn:org.example/a.module/1.0.0"));
  }
}
