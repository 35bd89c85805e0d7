package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.Lease;

/** The models that are asked for one decision, held until it is made. */
final class Panel implements AutoCloseable {

  private final HeldModel[] models;
  private final Supplier<Map<String, String>> away;

  Panel(List<Lease<AuthorizationModel>> leases, Supplier<Map<String, String>> away) {
    this.away = away;
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
    return away.get();
  }

  @Override
  public void close() {
    for (HeldModel model : models) {
      model.release();
    }
  }
}
