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
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Remembers tokens whose signature was verified, by tenant and SHA-256 of the token, until they
 * expire. It answers only what can't change: whoever uses it asks for times, revocation and the
 * gate again.
 */
public final class VerifiedTokenCache {

  /** How a token is verified that is not remembered. */
  @FunctionalInterface
  public interface Verification {
    VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException;
  }

  /** The hash as four numbers: compared and kept cheaper than an array. */
  private record Key(String tenantId, long first, long second, long third, long fourth) {}

  private final Cache<Key, VerifiedToken> tokens;
  private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(() -> sha256());

  public VerifiedTokenCache(int maximum, InstantSource clock) {
    this.tokens =
        Caffeine.newBuilder()
            .maximumSize(maximum)
            .expireAfter(
                Expiry.<Key, VerifiedToken>creating(
                    (key, token) -> remaining(clock.instant(), token.expiresAt())))
            .build();
  }

  /** The token as it was verified, now or before. */
  public VerifiedToken get(TenantContext tenant, String jwt, Verification verification)
      throws InvalidTokenException {
    Key key = key(tenant.id(), jwt);
    VerifiedToken known = tokens.getIfPresent(key);
    if (known == null) {
      known = verification.verify(tenant, jwt);
      tokens.put(key, known);
    }
    return known;
  }

  private Key key(String tenantId, String jwt) {
    ByteBuffer hash = ByteBuffer.wrap(digests.get().digest(jwt.getBytes(StandardCharsets.UTF_8)));
    return new Key(tenantId, hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
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
