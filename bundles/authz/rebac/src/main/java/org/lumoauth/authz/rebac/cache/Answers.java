package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.engine.Shared;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Answers to parts of questions. A key names all that an answer rests on, and each part of it is a
 * value of its own, so that no two are written alike; an answer for one revision is never one for
 * another, so that nothing is ever taken back.
 */
@Component(service = Answers.class, configurationPid = "org.lumoauth.authz.rebac")
public final class Answers {

  private final Cache<Key, Shared.Answer> kept;
  private final boolean keeps;

  private record Key(
      StoreKey store, String modelId, long revision, Userset node, Userset subject) {}

  @Activate
  public Answers(RebacConfig config) {
    this.keeps = config.cacheEntries() > 0;
    this.kept =
        MeasuredCache.build(
            "authz-rebac.answers", Caffeine.newBuilder().maximumSize(config.cacheEntries()));
  }

  /** Those for a model and a revision of a store. */
  public Shared of(StoreKey store, String modelId, long revision) {
    return keeps ? new Of(store, modelId, revision) : Shared.NONE;
  }

  /** About how many are held. */
  long size() {
    return kept.estimatedSize();
  }

  private final class Of implements Shared {
    private final StoreKey store;
    private final String modelId;
    private final long revision;

    Of(StoreKey store, String modelId, long revision) {
      this.store = store;
      this.modelId = modelId;
      this.revision = revision;
    }

    @Override
    public Answer get(Userset node, Userset subject) {
      return kept.getIfPresent(new Key(store, modelId, revision, node, subject));
    }

    @Override
    public void put(Userset node, Userset subject, Answer answer) {
      kept.put(new Key(store, modelId, revision, node, subject), answer);
    }
  }
}
