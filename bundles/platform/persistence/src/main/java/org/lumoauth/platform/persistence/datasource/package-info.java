/** Finds out which database the server uses, and keeps a pool of connections to it. */
package org.lumoauth.platform.persistence.datasource;
