package org.lumoauth.platform.authz;

import java.util.List;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.Lease;

/** The models that are asked for one decision, held until it is made. */
final class Panel implements AutoCloseable {

  private final HeldModel[] models;

  Panel(List<Lease<AuthorizationModel>> leases) {
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

  @Override
  public void close() {
    for (HeldModel model : models) {
      model.release();
    }
  }
}
