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
import org.lumoauth.platform.cache.MeasuredCache;
import org.lumoauth.platform.tokens.jwt.AccessTokenJwtVerifier.VerifiedAccessToken;

/**
 * Remembers tokens whose signature was verified, by tenant and SHA-256 of the token, until they
 * expire or the key that signed them is trusted no longer. Of what may change it answers nothing
 * else: whoever uses it asks for times, revocation and the gate again.
 */
public final class VerifiedTokenCache {

  /** The hash as four numbers: compared and kept cheaper than an array. */
  private record TokenHashKey(String tenantId, long first, long second, long third, long fourth) {}

  /** What a token takes in memory, in bytes, beside what is in it; and each of its characters. */
  private static final int OWN_BYTES = 1_000;

  private static final int BYTES_A_CHARACTER = 2;
  private static final int USUAL_LENGTH = 1_000;

  /** What makes a token long are objects in objects, of which each takes more than its text. */
  private static final int DENSE_BYTES_A_CHARACTER = 8;

  /** Of all memory, whatever is configured: nothing is gained by a token that others wait for. */
  private static final int SHARE = 8;

  private record CachedVerifiedToken(VerifiedAccessToken verified, int bytes) {}

  private final AccessTokenJwtVerifier verifier;
  private final SigningKeyService keys;
  private final Cache<TokenHashKey, CachedVerifiedToken> tokens;
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(() -> sha256());

  /**
   * A cache over a verifier.
   *
   * @param maximum how many tokens of a usual length; all together take an eighth of the memory at
   *     most
   */
  public VerifiedTokenCache(
      AccessTokenJwtVerifier verifier, SigningKeyService keys, int maximum, InstantSource clock) {
    this.verifier = verifier;
    this.keys = keys;
    this.tokens =
        MeasuredCache.build(
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
   * The token as it was verified, now or before.
   *
   * @throws InvalidTokenException if it is none that this tenant made and signed by a key that is
   *     trusted now
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
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
