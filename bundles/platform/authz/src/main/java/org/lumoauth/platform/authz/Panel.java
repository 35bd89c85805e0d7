package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;

/** The models that are asked for one decision, held until it is made. */
final class Panel implements AutoCloseable {

  private final HeldModel[] models;
  private final Providers<AuthorizationModel> providers;

  Panel(Providers<AuthorizationModel> providers) {
    this.providers = providers;
    List<Lease<AuthorizationModel>> leases = providers.acquireAll();
    models = new HeldModel[leases.size()];
    for (int i = 0; i < models.length; i++) {
      models[i] = new HeldModel(leases.get(i));
    }
  }

  int size() {
    return models.length;
  }

  HeldModel get(int index) {
    return models[index];
  }

  boolean has(String name) {
    for (HeldModel model : models) {
      if (model.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The modules of models that are away, by the model's name. */
  Map<String, String> away() {
    return providers.away();
  }

  /** The models that are away. */
  List<AbsentModel> absent() {
    return providers.away().entrySet().stream()
        .map(
            each ->
                AbsentModel.of(
                    each.getKey(), each.getValue(), providers.lastProperties(each.getKey())))
        .toList();
  }

  @Override
  public void close() {
    for (HeldModel model : models) {
      model.release();
    }
  }
}
