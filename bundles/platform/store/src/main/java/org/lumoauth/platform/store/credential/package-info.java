/** Credentials of authentication methods that have no tables of their own. */
package org.lumoauth.platform.store.credential;
