/**
 * Keeps roles, permissions, hierarchy and assignments. Every change of a tenant takes the lock of
 * that tenant's row and counts a revision in the same transaction.
 */
package org.lumoauth.authz.rbac.store;
