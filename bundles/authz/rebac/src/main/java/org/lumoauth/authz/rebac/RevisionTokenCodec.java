/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Encodes positions in the change log of a store as tokens (Zanzibar's zookies). */
@Component(service = RevisionTokenCodec.class)
public final class RevisionTokenCodec {

  private static final String USE = "revision";

  private final SignedTokenCodec tokens;
  private final Cache<StoreRevision, String> written =
      MeasuredCacheFactory.build(
          "authz-rebac.revisions", Caffeine.newBuilder().maximumSize(20_000));

  private record StoreRevision(RelationStoreKey key, long revision) {}

  /**
   * A position in the change log of a store.
   *
   * @param revision the revision of the write
   * @param seq the position in the write, {@code Integer.MAX_VALUE} for its end
   */
  public record ChangePosition(long revision, int seq) {}

  @Activate
  public RevisionTokenCodec(@Reference SignedTokenCodec tokens) {
    this.tokens = tokens;
  }

  /** Returns the token of the end of a write. */
  public String token(RelationStoreKey key, long revision) {
    return written.get(
        new StoreRevision(key, revision),
        of -> token(key, new ChangePosition(revision, Integer.MAX_VALUE)));
  }

  /** Returns the token of a position. */
  public String token(RelationStoreKey key, ChangePosition place) {
    return tokens.write(
        key, USE, List.of(Long.toString(place.revision()), Integer.toString(place.seq())));
  }

  /**
   * Returns the position of a token.
   *
   * @throws org.lumoauth.api.relation.RelationException {@code INVALID_TOKEN} if the token is not
   *     valid
   */
  public ChangePosition readToken(RelationStoreKey key, String token) {
    var values = tokens.read(key, USE, token, 2);
    return new ChangePosition(Long.parseLong(values.get(0)), Integer.parseInt(values.get(1)));
  }
}
