package org.lumoauth.authz.openfga;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.authz.openfga.assertion.AssertionStore;
import org.lumoauth.authz.openfga.rest.AssertionsResource;
import org.lumoauth.authz.openfga.rest.ChangesResource;
import org.lumoauth.authz.openfga.rest.ExpandResource;
import org.lumoauth.authz.openfga.rest.ListObjectsResource;
import org.lumoauth.authz.openfga.rest.ListUsersResource;
import org.lumoauth.authz.openfga.rest.ModelsResource;
import org.lumoauth.authz.openfga.rest.ReadResource;
import org.lumoauth.authz.openfga.rest.StoresResource;
import org.lumoauth.authz.openfga.rest.StreamedListObjectsResource;
import org.lumoauth.authz.openfga.rest.WriteResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings OpenFGA's API to the door, but for the questions that are asked most. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga",
      "lumoauth.web.routes=~/openfga"
    })
public final class OpenFgaApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public OpenFgaApplication(
      @Reference RelationStores stores,
      @Reference RelationModels models,
      @Reference RelationTuples tuples,
      @Reference RelationQueries queries,
      @Reference AssertionStore assertions,
      @Reference AuditLog log) {
    var named = new FgaStores(stores);
    this.resources =
        Set.of(
            new StoresResource(stores, named, assertions),
            new ModelsResource(models, named),
            new ReadResource(tuples, named),
            new WriteResource(tuples, named),
            new ChangesResource(tuples, named),
            new ExpandResource(queries, named),
            new ListObjectsResource(queries, named),
            new StreamedListObjectsResource(queries, named),
            new ListUsersResource(queries, named),
            new AssertionsResource(assertions, models, named, log));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
