/** Caches for decisions: compiled policies, and attributes of users and resources. */
package org.lumoauth.authz.abac.cache;
