/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.files;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the settings known to the audit log in a file, as keyed hashes, so that it reveals no
 * secret without the settings file.
 */
final class SettingsFileHashStore {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFileHashStore.class);
  private static final String SALT = "salt";
  private static final String SEPARATOR = "/";
  private static final int BYTES = 16;

  private final Path file;
  private final Properties entries = new Properties();
  private final boolean isNew;

  SettingsFileHashStore(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        entries.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("settings_ledger_unreadable file={} reason={}", file, e.toString());
      }
    }
    this.isNew = !entries.containsKey(SALT);
    if (isNew) {
      byte[] salt = new byte[BYTES];
      new SecureRandom().nextBytes(salt);
      entries.setProperty(SALT, HexFormat.of().formatHex(salt));
    }
  }

  /** The differences of one settings file, as names of keys. */
  record SettingsFileDifference(Set<String> added, Set<String> changed, Set<String> removed) {
    boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
  }

  /** Returns whether no earlier start recorded settings, so that no comparison is possible. */
  boolean isNew() {
    return isNew;
  }

  /** Returns the names of the known settings files. */
  Set<String> files() {
    return entries.stringPropertyNames().stream()
        .filter(name -> name.contains(SEPARATOR))
        .map(name -> name.substring(0, name.indexOf(SEPARATOR)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  SettingsFileDifference compare(String settingsFile, Map<String, String> values) {
    Map<String, String> known = known(settingsFile);
    Set<String> added = new TreeSet<>(values.keySet());
    added.removeAll(known.keySet());
    Set<String> removed = new TreeSet<>(known.keySet());
    removed.removeAll(values.keySet());
    Set<String> changed = new TreeSet<>();
    values.forEach(
        (key, value) -> {
          if (known.containsKey(key) && !known.get(key).equals(hash(settingsFile, key, value))) {
            changed.add(key);
          }
        });
    return new SettingsFileDifference(added, changed, removed);
  }

  /** Replaces the known values of a settings file. */
  void put(String settingsFile, Map<String, String> values) {
    known(settingsFile).keySet().forEach(key -> entries.remove(settingsFile + SEPARATOR + key));
    values.forEach(
        (key, value) ->
            entries.setProperty(settingsFile + SEPARATOR + key, hash(settingsFile, key, value)));
  }

  /** Writes the file atomically. */
  void save() {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(part)) {
        entries.store(writer, null);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("settings_ledger_unwritable file={} reason={}", file, e.toString());
    }
  }

  private Map<String, String> known(String settingsFile) {
    Map<String, String> known = new TreeMap<>();
    String prefix = settingsFile + SEPARATOR;
    for (String name : entries.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        known.put(name.substring(prefix.length()), entries.getProperty(name));
      }
    }
    return known;
  }

  private String hash(String settingsFile, String key, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(entries.getProperty(SALT)), "HmacSHA256"));
      String text = settingsFile + SEPARATOR + key + "=" + value;
      byte[] sum = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(sum, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
