/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.authz.rebac.tuple.TupleChangeWatcher;
import org.lumoauth.authz.rebac.web.model.RelationModelsResource;
import org.lumoauth.authz.rebac.web.model.ShadowModelResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the resources of relations, except the most frequent queries. */
@Component(
    service = Application.class,
    property = {"lumoauth.kind=web", "lumoauth.name=authz-rebac", "lumoauth.web.routes=~/zanzibar"})
public final class ZanzibarApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public ZanzibarApplication(
      @Reference RelationStoreService stores,
      @Reference RelationModelService models,
      @Reference RelationTupleService tuples,
      @Reference RelationQueryService queries,
      @Reference TupleChangeWatcher watch) {
    this.resources =
        Set.of(
            new RelationTuplesResource(stores, tuples),
            new RelationChangesResource(stores, tuples, watch),
            new RelationListObjectsResource(stores, queries),
            new RelationListSubjectsResource(stores, queries),
            new RelationModelsResource(stores, models),
            new ShadowModelResource(stores, models));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
