package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens that stand for a place in the changes of a store (Zanzibar's zookies). */
@Component(service = Revisions.class)
public final class Revisions {

  private static final String USE = "revision";

  private final Tokens tokens;
  private final Cache<Of, String> written =
      MeasuredCache.build("authz-rebac.revisions", Caffeine.newBuilder().maximumSize(20_000));

  private record Of(StoreKey key, long revision) {}

  /**
   * A place in the changes of a store.
   *
   * @param revision the write
   * @param seq the place in the write, {@code Integer.MAX_VALUE} for its end
   */
  public record Place(long revision, int seq) {}

  @Activate
  public Revisions(@Reference Tokens tokens) {
    this.tokens = tokens;
  }

  /** The token of all up to the end of a write. */
  public String token(StoreKey key, long revision) {
    return written.get(
        new Of(key, revision), of -> token(key, new Place(revision, Integer.MAX_VALUE)));
  }

  /** The token of a place. */
  public String token(StoreKey key, Place place) {
    return tokens.write(
        key, USE, List.of(Long.toString(place.revision()), Integer.toString(place.seq())));
  }

  /**
   * The place that a token stands for.
   *
   * @throws org.lumoauth.api.relation.RelationException {@code INVALID_TOKEN}
   */
  public Place place(StoreKey key, String token) {
    var values = tokens.read(key, USE, token, 2);
    return new Place(Long.parseLong(values.get(0)), Integer.parseInt(values.get(1)));
  }
}
