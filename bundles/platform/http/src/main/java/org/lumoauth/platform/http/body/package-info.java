/** Receives request bodies without blocking a thread, within the memory that all requests share. */
package org.lumoauth.platform.http.body;
