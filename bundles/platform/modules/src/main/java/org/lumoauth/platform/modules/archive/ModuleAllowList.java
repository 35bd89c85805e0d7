/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.module.ModuleException;

/**
 * The archives that the operator allows the API to install.
 *
 * @param digests SHA-256 digests of archives, lower-case hexadecimal
 * @param signers SHA-256 fingerprints of signers' certificates, lower-case hexadecimal
 */
public record ModuleAllowList(Set<String> digests, Set<String> signers)
    implements ModuleArchivePolicy {

  /** Parses the configured values: hexadecimal in any case, with or without colons. */
  public static ModuleAllowList of(String[] digests, String[] signers) {
    return new ModuleAllowList(normalized(digests), normalized(signers));
  }

  private static Set<String> normalized(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
        .map(value -> value.replace(":", "").toLowerCase(Locale.ROOT))
        .filter(value -> !value.isEmpty())
        .map(ModuleAllowList::checked)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String checked(String value) {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "the allow-list contains a value that is not a SHA-256 digest: " + value);
    }
    return value;
  }

  /**
   * Rejects an archive unless its digest is listed or all its entries are signed by a listed
   * signer.
   */
  @Override
  public void check(ModuleArchive archive) throws ModuleException {
    if (digests.contains(archive.sha256())) {
      return;
    }
    if (!signers.isEmpty() && new JarSignatureVerifier(archive.file()).isFullySignedBy(signers)) {
      return;
    }
    throw new ModuleException(
        archive.source()
            + " is not on the allow-list. Add its digest "
            + archive.sha256()
            + " to allowedDigests in etc/org.lumoauth.platform.modules.cfg, or use an "
            + "archive signed by a"
            + " signer listed in allowedSigners.");
  }
}
