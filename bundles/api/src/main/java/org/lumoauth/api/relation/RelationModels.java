package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Models of a store. A model is never changed: a new version is written beside it. */
@ProviderType
public interface RelationModels {

  /** What is wrong with a model; empty if nothing is. */
  List<ModelError> validate(ModelSource source);

  /**
   * Writes a new version.
   *
   * @param makeCurrent whether questions that name no model are answered by it from now on
   * @param by who does so, for the audit log
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_MODEL} with its errors,
   *     {@code LIMIT_EXCEEDED}
   */
  StoredModel write(
      TenantContext tenant, String storeId, ModelSource source, boolean makeCurrent, Initiator by);

  Optional<StoredModel> find(TenantContext tenant, String storeId, String modelId);

  /** The model by which questions that name none are answered. */
  Optional<StoredModel> current(TenantContext tenant, String storeId);

  /** Lists models, the newest first. */
  Slice<StoredModel> list(TenantContext tenant, String storeId, int limit, Optional<String> after);

  /**
   * Answers questions that name no model by this one from now on.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  StoredModel makeCurrent(TenantContext tenant, String storeId, String modelId, Initiator by);

  /**
   * Answers questions by this model too, for comparison; none ends that.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  void shadow(TenantContext tenant, String storeId, Optional<String> modelId, Initiator by);

  /** What the model in shadow answered differently so far, on this node. */
  Optional<ShadowReport> shadowReport(TenantContext tenant, String storeId);
}
