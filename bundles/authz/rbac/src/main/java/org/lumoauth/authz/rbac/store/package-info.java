/**
 * Stores roles, permissions, the hierarchy and assignments. Every change locks the tenant's row and
 * increments a revision in the same transaction.
 */
@NullMarked
package org.lumoauth.authz.rbac.store;

import org.jspecify.annotations.NullMarked;
