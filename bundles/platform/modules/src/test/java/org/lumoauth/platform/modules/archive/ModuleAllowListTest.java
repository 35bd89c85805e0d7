/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.platform.modules.sample.TestArchiveSigner;

class ModuleAllowListTest {
  private static final String[] NONE = {};

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void build() {
    file = SampleBundle.of("healthy").in(folder);
  }

  @Test
  void acceptsArchiveByDigest() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    ModuleAllowList list =
        ModuleAllowList.of(new String[] {HexFormat.of().formatHex(digest)}, NONE);

    assertDoesNotThrow(() -> check(list));
  }

  @Test
  void rejectsUnlistedArchive() {
    ModuleAllowList list = ModuleAllowList.of(new String[] {"00".repeat(32)}, NONE);

    assertThrows(ModuleException.class, () -> check(list));
  }

  @Test
  void rejectsEveryArchiveIfListIsEmpty() {
    assertThrows(ModuleException.class, () -> check(ModuleAllowList.of(NONE, NONE)));
  }

  @Test
  void acceptsAnArchiveOfAListedSigner() throws Exception {
    TestArchiveSigner signer = TestArchiveSigner.in(folder);
    signer.sign(file);

    assertDoesNotThrow(() -> check(ModuleAllowList.of(NONE, new String[] {signer.fingerprint()})));
  }

  @Test
  void refusesAnArchiveOfAnotherSigner() throws Exception {
    TestArchiveSigner.in(folder).sign(file);

    assertThrows(
        ModuleException.class,
        () -> check(ModuleAllowList.of(NONE, new String[] {"11".repeat(32)})));
  }

  @Test
  void rejectsSignedArchiveWithAddedFile() throws Exception {
    TestArchiveSigner signer = TestArchiveSigner.in(folder);
    signer.sign(file);
    write("org/example/Added.class", "added");

    assertThrows(
        ModuleException.class,
        () -> check(ModuleAllowList.of(NONE, new String[] {signer.fingerprint()})));
  }

  @Test
  void rejectsSignedArchiveWithChangedFile() throws Exception {
    TestArchiveSigner signer = TestArchiveSigner.in(folder);
    signer.sign(file);
    write("org/lumoauth/platform/modules/sample/healthy/SampleModel.class", "changed");

    assertThrows(
        ModuleException.class,
        () -> check(ModuleAllowList.of(NONE, new String[] {signer.fingerprint()})));
  }

  @Test
  void acceptsColonSeparatedFingerprints() {
    ModuleAllowList list = ModuleAllowList.of(NONE, new String[] {"AB:".repeat(31) + "AB"});

    assertEquals(java.util.Set.of("ab".repeat(32)), list.signers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"latest", "zz00000000000000000000000000000000000000000000000000000000000000"})
  void rejectsEntryThatIsNotDigest(String entry) {
    assertThrows(
        IllegalArgumentException.class, () -> ModuleAllowList.of(new String[] {entry}, NONE));
  }

  @Test
  void errorContainsDigestOfRejectedArchive() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));

    ModuleException refusal =
        assertThrows(ModuleException.class, () -> check(ModuleAllowList.of(NONE, NONE)));

    assertTrue(refusal.getMessage().contains(HexFormat.of().formatHex(digest)));
  }

  private void check(ModuleAllowList list) throws ModuleException {
    var fetcher = new ModuleFetcher(folder.resolve("incoming"), 1_000_000);
    try (ModuleArchive archive = fetcher.fetch(ModuleLocation.of(file.toUri().toString()))) {
      list.check(archive);
    }
  }

  private void write(String entry, String text) throws Exception {
    try (FileSystem jar = FileSystems.newFileSystem(file)) {
      Path path = jar.getPath("/" + entry);
      Files.createDirectories(path.getParent());
      Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
