/** Clients that are known by the address of their metadata. */
package org.lumoauth.oauth.clientidmetadata;
