package org.lumoauth.authz.rebac.store;

/**
 * Names a store.
 *
 * @param tenantId the tenant that it belongs to
 * @param storeId its id in the tenant
 */
public record RelationStoreKey(String tenantId, String storeId) {}
