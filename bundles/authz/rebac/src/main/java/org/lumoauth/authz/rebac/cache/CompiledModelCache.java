package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.RebacPersistenceUnit;
import org.lumoauth.authz.rebac.store.RelationModelTable;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compiled models. A model never changes, so one that is held is right for good; of models that say
 * the same, as those of tenants that were made alike do, one is compiled for all.
 */
@Component(service = CompiledModelCache.class, configurationPid = "org.lumoauth.authz.rebac")
public final class CompiledModelCache {

  private final RebacPersistenceUnit unit;
  private final ModelCompiler compiler;
  private final Cache<CompiledModelKey, CompiledModel> compiled;
  private final Cache<String, RelationModel> meanings;

  private record CompiledModelKey(RelationStoreKey store, String modelId) {}

  @Activate
  public CompiledModelCache(
      @Reference RebacPersistenceUnit unit, @Reference ModelCompiler compiler, RebacConfig config) {
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
  public CompiledModel get(RelationStoreKey store, String modelId) {
    var key = new CompiledModelKey(store, modelId);
    var known = compiled.getIfPresent(key);
    return known != null ? known : compiled.get(key, this::read);
  }

  private CompiledModel read(CompiledModelKey key) {
    return unit.work(connection -> RelationModelTable.find(connection, key.store(), key.modelId()))
        .map(row -> new CompiledModel(row.id(), meanings.get(row.json(), compiler::read)))
        .orElseThrow(
            () ->
                new RelationException(
                    RelationErrorKind.MODEL_NOT_FOUND, "The store has no such model."));
  }
}
