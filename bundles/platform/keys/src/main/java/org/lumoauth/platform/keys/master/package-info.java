/**
 * The master key: one file outside the database, from which all other secret keys are derived. It
 * is read or created at startup and rejected if it does not belong to the database.
 */
package org.lumoauth.platform.keys.master;
