/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.tokens.jwt.AccessTokenJwtVerifier.VerifiedAccessToken;

/**
 * Caches tokens with a verified signature, by tenant and SHA-256 of the token, until they expire or
 * their signing key is no longer trusted. Only the signature check is cached: the caller must check
 * times, revocation and principal status again.
 */
public final class VerifiedTokenCache {

  /** The hash as four numbers, which is cheaper to compare and store than an array. */
  private record TokenHashKey(String tenantId, long first, long second, long third, long fourth) {}

  /**
   * The estimated memory of a token in bytes, in addition to its content, and of each of its
   * characters.
   */
  private static final int OWN_BYTES = 1_000;

  private static final int BYTES_A_CHARACTER = 2;
  private static final int USUAL_LENGTH = 1_000;

  /** Long tokens consist of nested objects, which take more memory than their text. */
  private static final int DENSE_BYTES_A_CHARACTER = 8;

  /** The maximum fraction of the heap, independent of the configuration. */
  private static final int SHARE = 8;

  private record CachedVerifiedToken(VerifiedAccessToken verified, int bytes) {}

  private final AccessTokenJwtVerifier verifier;
  private final SigningKeyService keys;
  private final Cache<TokenHashKey, CachedVerifiedToken> tokens;
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(() -> sha256());

  /**
   * Creates a cache in front of a verifier.
   *
   * @param maximum the number of tokens of usual length; all of them use at most an eighth of the
   *     memory
   */
  public VerifiedTokenCache(
      AccessTokenJwtVerifier verifier, SigningKeyService keys, int maximum, InstantSource clock) {
    this.verifier = verifier;
    this.keys = keys;
    this.tokens =
        MeasuredCacheFactory.build(
            "platform-tokens.verified-tokens",
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(
                    Math.min(
                        (long) maximum * bytes(USUAL_LENGTH),
                        Runtime.getRuntime().maxMemory() / SHARE))
                .<TokenHashKey, CachedVerifiedToken>weigher((key, known) -> known.bytes())
                .expireAfter(
                    Expiry.<TokenHashKey, CachedVerifiedToken>creating(
                        (key, known) ->
                            remaining(clock.instant(), known.verified().token().expiresAt()))));
  }

  /**
   * Returns the verified token, from the cache or by verifying it.
   *
   * @throws InvalidTokenException if the token was not issued by this tenant with a currently
   *     trusted key
   */
  public VerifiedToken get(TenantContext tenant, String jwt) throws InvalidTokenException {
    TokenHashKey key = key(tenant.id(), jwt);
    CachedVerifiedToken known = tokens.getIfPresent(key);
    if (known != null && keys.isTrusted(tenant, known.verified().kid())) {
      return known.verified().token();
    }
    if (known != null) {
      tokens.invalidate(key);
    }
    VerifiedAccessToken verified = verifier.verify(tenant, jwt);
    tokens.put(key, new CachedVerifiedToken(verified, bytes(jwt.length())));
    return verified.token();
  }

  private static int bytes(int length) {
    int more = Math.max(0, length - USUAL_LENGTH);
    return OWN_BYTES + BYTES_A_CHARACTER * length + DENSE_BYTES_A_CHARACTER * more;
  }

  private TokenHashKey key(String tenantId, String jwt) {
    ByteBuffer hash = ByteBuffer.wrap(digests.get().digest(jwt.getBytes(StandardCharsets.UTF_8)));
    return new TokenHashKey(
        tenantId, hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  private static Duration remaining(Instant now, Instant expiresAt) {
    Duration remaining = Duration.between(now, expiresAt);
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
