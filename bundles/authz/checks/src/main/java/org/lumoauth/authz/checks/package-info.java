/**
 * REST endpoints of the authorization service: check, check-bulk, check-any, check-all and the list
 * of permissions, with and without the tenant in the path. All decisions are made by the
 * authorization service.
 */
package org.lumoauth.authz.checks;
