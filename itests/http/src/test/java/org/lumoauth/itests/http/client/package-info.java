/** Tests of clients: registration, metadata, secrets and keys. */
package org.lumoauth.itests.http.client;
