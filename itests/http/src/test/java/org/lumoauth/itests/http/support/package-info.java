/** The servers that tests share, and clients for their API, pages and console. */
package org.lumoauth.itests.http.support;
