/**
 * Decides. Asks every authorization model about the originating subject and about each actor, and
 * combines their votes so that a denial overrides, silence denies and a failure denies; brings the
 * one model that belongs to no module, the limit that a credential's scope sets. Exports nothing:
 * it is reached as {@link org.lumoauth.api.authz.AuthorizationService}.
 */
package org.lumoauth.platform.authz;
