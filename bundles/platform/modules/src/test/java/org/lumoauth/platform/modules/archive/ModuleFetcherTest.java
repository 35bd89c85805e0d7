/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.sample.SampleBundle;

class ModuleFetcherTest {
  @TempDir Path folder;
  @TempDir Path incoming;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://example.org/module.jar",
        "ftp://example.org/module.jar",
        "jar:file:/tmp/a.jar!/b.jar",
        "file://example.org/module.jar",
        "file:/no/such/file.jar",
        "module.jar"
      })
  void rejectsInvalidUrls(String url) {
    assertThrows(ModuleException.class, () -> fetcher(1_000_000).fetch(ModuleLocation.of(url)));
  }

  @Test
  void rejectsTooLargeArchive() {
    Path file = SampleBundle.of("healthy").in(folder);

    assertThrows(ModuleException.class, () -> fetcher(100).fetch(at(file)));
  }

  @Test
  void rejectsFileThatIsNotArchive() throws Exception {
    Path file = Files.writeString(folder.resolve("text.jar"), "no archive");

    assertThrows(ModuleException.class, () -> fetcher(1_000).fetch(at(file)));
  }

  @Test
  void refusesAMalformedModuleName() {
    Path file = SampleBundle.of("healthy").header("LumoAuth-Module", "../x").in(folder);

    assertThrows(ModuleException.class, () -> fetcher(1_000_000).fetch(at(file)));
  }

  @Test
  void deletesTemporaryFilesOnRejection() throws Exception {
    Path file = Files.writeString(folder.resolve("text.jar"), "no archive");
    assertThrows(ModuleException.class, () -> fetcher(1_000).fetch(at(file)));

    assertEquals(0, leftOver());
  }

  @Test
  void deletesTemporaryFilesOnClose() throws Exception {
    Path file = SampleBundle.of("healthy").in(folder);
    fetcher(1_000_000).fetch(at(file)).close();

    assertEquals(0, leftOver());
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:secret@example.org/m.jar, https://example.org/m.jar",
    "https://example.org/m.jar?token=secret, https://example.org/m.jar",
    "https://example.org/m.jar#secret, https://example.org/m.jar",
    "mvn:https://user:secret@example.org/maven!org.example/m/1.0.0,"
        + " mvn:https://example.org/maven!org.example/m/1.0.0",
    "mvn:org.example/m/1.0.0, mvn:org.example/m/1.0.0"
  })
  void removesSecretsFromAuditedUrl(String url, String recorded) {
    assertEquals(recorded, ModuleLocation.maskSecrets(url));
  }

  private static ModuleLocation at(Path file) throws ModuleException {
    return ModuleLocation.of(file.toUri().toString());
  }

  private ModuleFetcher fetcher(long maxBytes) {
    return new ModuleFetcher(incoming, maxBytes);
  }

  private long leftOver() throws Exception {
    try (Stream<Path> files = Files.list(incoming)) {
      return files.count();
    }
  }
}
