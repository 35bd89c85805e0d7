/** Pushed authorization requests. */
package org.lumoauth.oauth.par;
