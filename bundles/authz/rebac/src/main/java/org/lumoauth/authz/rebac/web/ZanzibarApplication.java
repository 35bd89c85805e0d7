package org.lumoauth.authz.rebac.web;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.authz.rebac.ChangeWatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings relations to the door, but for the questions that are asked most. */
@Component(
    service = Application.class,
    property = {"lumoauth.kind=web", "lumoauth.name=authz-rebac", "lumoauth.web.routes=~/zanzibar"})
public final class ZanzibarApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public ZanzibarApplication(
      @Reference RelationStores stores,
      @Reference RelationModels models,
      @Reference RelationTuples tuples,
      @Reference RelationQueries queries,
      @Reference ChangeWatch watch) {
    this.resources =
        Set.of(
            new TuplesResource(stores, tuples),
            new ChangesResource(stores, tuples, watch),
            new ListObjectsResource(stores, queries),
            new ListSubjectsResource(stores, queries),
            new ModelsResource(stores, models),
            new ShadowResource(stores, models));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
