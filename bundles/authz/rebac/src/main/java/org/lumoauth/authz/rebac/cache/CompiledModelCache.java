/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationModelTable;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches compiled models. Models are immutable, so entries are always valid. Models with the same
 * content, for example of tenants created from a template, share one compiled instance.
 */
@Component(service = CompiledModelCache.class, configurationPid = "org.lumoauth.authz.rebac")
public final class CompiledModelCache {

  private final RebacSqlGateway unit;
  private final ModelCompiler compiler;
  private final Cache<CompiledModelKey, CompiledModel> compiled;
  private final Cache<String, RelationModel> meanings;

  private record CompiledModelKey(RelationStoreKey store, String modelId) {}

  @Activate
  public CompiledModelCache(
      @Reference RebacSqlGateway unit, @Reference ModelCompiler compiler, RebacConfig config) {
    this.unit = unit;
    this.compiler = compiler;
    this.compiled =
        MeasuredCacheFactory.build(
            "authz-rebac.models", Caffeine.newBuilder().maximumSize(config.models()).softValues());
    this.meanings =
        MeasuredCacheFactory.build(
            "authz-rebac.model-meanings",
            Caffeine.newBuilder().maximumSize(config.models()).softValues());
  }

  /**
   * Returns a model of a store.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND} if it does not exist
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
                    RelationErrorKind.MODEL_NOT_FOUND, "The model does not exist in this store."));
  }
}
