/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;

/** Encodes refresh tokens. A token contains the family, the generation and a keyed hash of both. */
final class RefreshTokenCodec {

  private static final String TOKEN = "refresh-token";
  private static final String FAMILY = "refresh-token-family";
  private static final String PREFIX = "lmr_";
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + "([A-Za-z0-9_-]{43})\\.(0|[1-9][0-9]{0,8})\\.([A-Za-z0-9_-]{43})");

  private final SecretProtectionService vault;

  /**
   * The content of a refresh token of this server.
   *
   * @param family the secret name of the family
   * @param generation the number of the token in the family, starting at 0
   */
  record DecodedRefreshToken(String family, int generation) {
    @Override
    public String toString() {
      return "Read[" + generation + "]";
    }
  }

  RefreshTokenCodec(SecretProtectionService vault) {
    this.vault = vault;
  }

  /** Generates the secret name of a new family. */
  String newFamily() {
    return vault.newSecret();
  }

  /** Returns the key of the family's row. */
  byte[] key(TenantContext tenant, String family) {
    return vault.hash(FAMILY, tenant.id() + "." + family);
  }

  /** Encodes a token; the result is deterministic. */
  String write(TenantContext tenant, String family, int generation) {
    return PREFIX + family + "." + generation + "." + proof(tenant, family, generation);
  }

  /** Decodes a token; empty if it was not issued by this tenant. */
  Optional<DecodedRefreshToken> read(TenantContext tenant, String token) {
    Matcher parts = SHAPE.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int generation = Integer.parseInt(parts.group(2));
    byte[] expected = ascii(proof(tenant, parts.group(1), generation));
    return MessageDigest.isEqual(expected, ascii(parts.group(3)))
        ? Optional.of(new DecodedRefreshToken(parts.group(1), generation))
        : Optional.empty();
  }

  private String proof(TenantContext tenant, String family, int generation) {
    byte[] hash = vault.hash(TOKEN, tenant.id() + "." + family + "." + generation);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
