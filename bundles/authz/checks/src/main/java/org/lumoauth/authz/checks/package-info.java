/**
 * The doors of the authorization service: check, check-bulk, check-any, check-all and the list of
 * permissions, below a tenant's base and without one. They ask and answer; nothing is decided here.
 */
package org.lumoauth.authz.checks;
