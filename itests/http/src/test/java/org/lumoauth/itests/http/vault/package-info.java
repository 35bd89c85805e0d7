/** Tests of the token vault. */
package org.lumoauth.itests.http.vault;
