/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.audit.files.SettingsFileHashStore.SettingsFileDifference;

class SettingsFileComparatorTest {
  private static final String WEB = "org.lumoauth.platform.web.cfg";

  @TempDir Path folder;
  @TempDir Path data;

  private final List<String> reports = new ArrayList<>();
  private boolean isLogDown;
  private SettingsFileComparator comparison;

  @BeforeEach
  void start() throws IOException {
    write(WEB, "port = 8080\nsecret = hunter2\n");
    restart();
  }

  private void restart() throws IOException {
    comparison = new SettingsFileComparator(folder, ledger(), this::report);
    comparison.compareAll();
  }

  private SettingsFileHashStore ledger() {
    return new SettingsFileHashStore(data.resolve("ledger"));
  }

  private void report(String file, SettingsFileDifference difference) {
    if (isLogDown) {
      throw new IllegalStateException("no audit log");
    }
    reports.add(
        file
            + " +"
            + difference.added()
            + " ~"
            + difference.changed()
            + " -"
            + difference.removed());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** A file counts when two looks have found it the same. */
  private void lookTwice() throws IOException {
    comparison.compareAll();
    comparison.compareAll();
  }

  @Test
  void reportsNothingAtTheFirstStart() {
    assertEquals(List.of(), reports);
  }

  @Test
  void reportsKeysChangedAtRuntime() throws IOException {
    write(WEB, "port = 8080\nsecret = hunter3\nbind = 0.0.0.0\n");
    lookTwice();

    assertEquals(List.of(WEB + " +[bind] ~[secret] -[]"), reports);
  }

  @Test
  void reportsKeysChangedBetweenStarts() throws IOException {
    write(WEB, "secret = hunter2\n");
    restart();

    assertEquals(List.of(WEB + " +[] ~[] -[port]"), reports);
  }

  @Test
  void reportsANewAndADeletedFile() throws IOException {
    write("new.cfg", "a = 1\n");
    Files.delete(folder.resolve(WEB));
    lookTwice();

    assertEquals(List.of("new.cfg +[a] ~[] -[]", WEB + " +[] ~[] -[port, secret]"), reports);
  }

  @Test
  void reportsADeletionBetweenTwoStarts() throws IOException {
    Files.delete(folder.resolve(WEB));
    restart();

    assertEquals(List.of(WEB + " +[] ~[] -[port, secret]"), reports);
  }

  @Test
  void ignoresFileThatIsStillBeingWritten() throws IOException {
    write(WEB, "port = 80\n");
    comparison.compareAll();
    write(WEB, "port = 8080\nsecret = hunter2\n# complete\n");
    lookTwice();

    assertEquals(List.of(), reports);
  }

  @Test
  void ignoresCommentsAndKeyOrder() throws IOException {
    write(WEB, "# comment\nsecret=hunter2\nport=8080\n");
    lookTwice();
    restart();

    assertEquals(List.of(), reports);
  }

  @Test
  void reportsChangeAgainAfterFailedAudit() throws IOException {
    isLogDown = true;
    write(WEB, "port = 9090\nsecret = hunter2\n");
    comparison.compareAll();
    assertThrows(IllegalStateException.class, comparison::compareAll);
    isLogDown = false;
    restart();

    assertEquals(List.of(WEB + " +[] ~[port] -[]"), reports);
  }

  @Test
  void doesNotReportLinesOfMultilineValues() throws IOException {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    write(WEB, "port = 8080\nsecret = hunter2\n" + line + "\n-----END PRIVATE KEY-----\n");
    lookTwice();

    assertEquals(List.of(WEB + " +[(other)] ~[] -[]"), reports);
  }

  @Test
  void reportsNoKeysOfMalformedJson() throws IOException {
    write("a.json", "{\"password\":\"hunter2\"}");
    write("b.json", "{\"password\":\"hunter2\"");
    lookTwice();

    assertEquals(List.of("a.json +[password] ~[] -[]", "b.json +[(other)] ~[] -[]"), reports);
  }

  @Test
  void storesNoValuesInLedger() throws IOException {
    assertFalse(Files.readString(data.resolve("ledger")).contains("hunter2"));
    assertFalse(ledger().isNew());
  }

  @Test
  void auditsOnlyKeyNames() {
    var event =
        SettingsFileChangeRecorder.event(
            "org.apache.felix.fileinstall-deploy.cfg",
            new SettingsFileDifference(Set.of("a"), Set.of("b"), Set.of()));

    assertEquals("settings.file-changed", event.action());
    assertEquals("org.apache.felix.fileinstall~deploy", event.target().orElseThrow().id());
    assertEquals(
        Map.of(
            "file", "etc/org.apache.felix.fileinstall-deploy.cfg",
            "added", List.of("a"),
            "changed", List.of("b")),
        event.details());
  }
}
