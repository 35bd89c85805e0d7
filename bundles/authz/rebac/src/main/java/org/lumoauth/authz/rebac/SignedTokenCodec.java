/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Encodes values as opaque tokens. A keyed hash covers the values, the tenant, the store and the
 * purpose, so that a token is valid only for these.
 */
@Component(service = SignedTokenCodec.class)
public final class SignedTokenCodec {

  private static final String PURPOSE = "relation-token";
  private static final int MAC = 16;
  private static final int LONGEST = 8192;

  private final SecretProtectionService vault;

  @Activate
  public SignedTokenCodec(@Reference SecretProtectionService vault) {
    this.vault = vault;
  }

  /**
   * Encodes a token.
   *
   * @param use the purpose, for example {@code revision}
   */
  public String write(RelationStoreKey key, String use, List<String> values) {
    byte[] payload = join(values);
    byte[] token = Arrays.copyOf(payload, payload.length + MAC);
    System.arraycopy(mac(key, use, payload), 0, token, payload.length, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Decodes a token.
   *
   * @param count the required number of values
   * @throws RelationException {@code INVALID_TOKEN} if it was not created by {@link #write} for the
   *     same tenant, store and purpose
   */
  public List<String> read(RelationStoreKey key, String use, String token, int count) {
    byte[] bytes = decoded(token);
    byte[] payload = Arrays.copyOf(bytes, bytes.length - MAC);
    byte[] mac = Arrays.copyOfRange(bytes, bytes.length - MAC, bytes.length);
    if (!MessageDigest.isEqual(mac, mac(key, use, payload))) {
      throw invalid();
    }
    var values = split(payload);
    if (values.size() != count) {
      throw invalid();
    }
    return values;
  }

  private static byte[] decoded(String token) {
    if (token.length() > LONGEST) {
      throw invalid();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // Unused trailing bits must be zero, so that each token has only one encoding.
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
      if (bytes.length < MAC || !canonical) {
        throw invalid();
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private byte[] mac(RelationStoreKey key, String use, byte[] payload) {
    String bound =
        new String(
            join(
                List.of(
                    key.tenantId(),
                    key.storeId(),
                    use,
                    Base64.getEncoder().encodeToString(payload))),
            StandardCharsets.UTF_8);
    return Arrays.copyOf(vault.hash(PURPOSE, bound), MAC);
  }

  /** Joins values with length prefixes, so that different lists have different encodings. */
  private static byte[] join(List<String> values) {
    var text = new StringBuilder();
    for (String value : values) {
      text.append(value.length()).append(':').append(value);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> split(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    var values = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      int length =
          Integer.parseInt(
              text.substring(
                  at, colon)); // The hash was verified, so the value was encoded by this class.
      values.add(text.substring(colon + 1, colon + 1 + length));
      at = colon + 1 + length;
    }
    return values;
  }

  private static RelationException invalid() {
    return new RelationException(
        RelationErrorKind.INVALID_TOKEN,
        "The continuation or consistency token must be a token that this operation "
            + "returned for this tenant and store.");
  }
}
