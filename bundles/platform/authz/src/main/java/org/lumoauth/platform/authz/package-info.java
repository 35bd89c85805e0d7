/**
 * The decision service: evaluates every authorization model for the originating subject and each
 * actor, and combines their votes so that a denial overrides and a missing vote or failure denies.
 * It includes the model that limits decisions to the scope of the credential. Exports no packages:
 * use {@link org.lumoauth.api.authz.AuthorizationService}.
 */
package org.lumoauth.platform.authz;
