/**
 * The master key: one file outside the database, from which every other secret key of the server
 * follows. It is found or made at start and refused when it does not belong to the database.
 */
package org.lumoauth.platform.keys.master;
