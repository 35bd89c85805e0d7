/**
 * Authenticates callers and checks their permissions: authenticators, subject status, permissions.
 */
package org.lumoauth.platform.web.authentication;
