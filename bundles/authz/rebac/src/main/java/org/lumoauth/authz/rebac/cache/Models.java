package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.ModelTable;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compiled models. A model never changes, so one that is held is right for good; of models that say
 * the same, as those of tenants that were made alike do, one is compiled for all.
 */
@Component(service = Models.class, configurationPid = "org.lumoauth.authz.rebac")
public final class Models {

  private final RebacUnit unit;
  private final ModelCompiler compiler;
  private final Cache<Key, CompiledModel> compiled;
  private final Cache<String, RelationModel> meanings;

  private record Key(StoreKey store, String modelId) {}

  @Activate
  public Models(@Reference RebacUnit unit, @Reference ModelCompiler compiler, RebacConfig config) {
    this.unit = unit;
    this.compiler = compiler;
    this.compiled =
        MeasuredCache.build(
            "authz-rebac.models", Caffeine.newBuilder().maximumSize(config.models()).softValues());
    this.meanings =
        MeasuredCache.build(
            "authz-rebac.model-meanings",
            Caffeine.newBuilder().maximumSize(config.models()).softValues());
  }

  /**
   * A model of a store.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  public CompiledModel get(StoreKey store, String modelId) {
    var key = new Key(store, modelId);
    var known = compiled.getIfPresent(key);
    return known != null ? known : compiled.get(key, this::read);
  }

  private CompiledModel read(Key key) {
    return unit.work(connection -> ModelTable.find(connection, key.store(), key.modelId()))
        .map(row -> new CompiledModel(row.id(), meanings.get(row.json(), compiler::read)))
        .orElseThrow(
            () -> new RelationException(Kind.MODEL_NOT_FOUND, "The store has no such model."));
  }
}
