/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.GLOBEX;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.store.SealedRecordCodec.UnsealedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class EncryptingSealedRecordCodecTest {
  private static final Instant SOON = NOON.plusSeconds(60);

  /** By chance so many bytes do not come out as they went in. */
  private static final int PIECE = 6;

  record Note(String text, Optional<String> more, Set<String> names) {}

  record Later(String text, Optional<String> added) {}

  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private Instant now = NOON;
  private final EncryptingSealedRecordCodec sealed =
      new EncryptingSealedRecordCodec(new RecordJsonCodec(), vault, () -> now);
  private final Note note = new Note("Köln", Optional.of("m"), Set.of("a"));

  @Test
  void opensItsOwnSealedRecord() {
    var text = sealed.seal(ACME, "note", note, SOON);

    assertEquals(Optional.of(new UnsealedRecord<>(note, SOON)), open(ACME, "note", text));
  }

  @Test
  void opensRecordSealedByAnotherServerOrVersion() {
    var text = sealed.seal(ACME, "note", Map.of("text", "t", "unknown", 1), SOON);

    var another = new EncryptingSealedRecordCodec(new RecordJsonCodec(), vault, () -> now);

    assertEquals(
        new Later("t", Optional.empty()),
        another.open(ACME, "note", text, Later.class).orElseThrow().value());
  }

  @Test
  void rejectsRecordOfAnotherType() {
    var text = sealed.seal(ACME, "note", Map.of("text", Map.of("of", "another")), SOON);

    assertEquals(Optional.empty(), open(ACME, "note", text));
  }

  @Test
  void producesUrlSafeText() {
    assertTrue(sealed.seal(ACME, "note", note, SOON).matches("[A-Za-z0-9_-]+"));
  }

  @Test
  void revealsNoPlaintext() {
    var secret = new Note("Köln".repeat(20), Optional.of("more"), Set.of("name"));

    var text = sealed.seal(ACME, "note", secret, SOON);

    var bytes = bytes(text);
    var shown = new String(bytes, StandardCharsets.ISO_8859_1);
    var written = new String(new RecordJsonCodec().write(secret), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.length > written.length(), "all of it is in there");
    for (int at = 0; at + PIECE <= written.length(); at++) {
      assertFalse(shown.contains(written.substring(at, at + PIECE)), "from " + at);
    }
    var end = ByteBuffer.allocate(Long.BYTES).putLong(EpochMicrosConverter.toMicros(SOON)).array();
    assertFalse(shown.contains(new String(end, StandardCharsets.ISO_8859_1)));
  }

  @Test
  void sealsEqualRecordsDifferently() {
    var first = bytes(sealed.seal(ACME, "note", note, SOON));
    var second = bytes(sealed.seal(ACME, "note", note, SOON));

    int same = 0;
    for (int at = 0; at < first.length; at++) {
      same += first[at] == second[at] ? 1 : 0;
    }
    assertEquals(first.length, second.length);
    assertTrue(same < first.length / 4, same + " of " + first.length);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Test
  void rejectsExpiredRecord() {
    var text = sealed.seal(ACME, "note", note, SOON);
    now = SOON;

    assertEquals(Optional.empty(), open(ACME, "note", text));
  }

  @Test
  void rejectsRecordOfAnotherTenantOrKind() {
    var text = sealed.seal(ACME, "note", note, SOON);

    assertEquals(Optional.empty(), open(GLOBEX, "note", text));
    assertEquals(Optional.empty(), open(ACME, "other", text));
  }

  @Test
  void rejectsModifiedRecord() {
    var text = sealed.seal(ACME, "note", note, SOON);

    for (int i = 0; i < text.length(); i++) {
      var other = text.charAt(i) == 'A' ? 'Q' : 'A';
      var changed = text.substring(0, i) + other + text.substring(i + 1);
      assertEquals(Optional.empty(), open(ACME, "note", changed), "character " + i);
    }
  }

  @Test
  void rejectsMalformedText() {
    for (String text : new String[] {"", "A", "~~~", "unknown", "a".repeat(5000)}) {
      assertEquals(Optional.empty(), open(ACME, "note", text));
    }
  }

  private Optional<UnsealedRecord<Note>> open(TenantContext tenant, String kind, String text) {
    return sealed.open(tenant, kind, text, Note.class);
  }
}
