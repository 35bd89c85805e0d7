/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

/**
 * Identifies a store.
 *
 * @param tenantId the tenant of the store
 * @param storeId the ID in the tenant
 */
public record RelationStoreKey(String tenantId, String storeId) {}
