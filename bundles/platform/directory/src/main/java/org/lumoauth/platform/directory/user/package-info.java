/** User accounts: their store, administration, search and statistics. */
package org.lumoauth.platform.directory.user;
