/** Credentials of authentication methods without tables of their own. */
package org.lumoauth.platform.store.credential;
