/** In-memory fakes of the services of users, subjects and sessions. */
@Export
@Version("1.0.0")
package org.lumoauth.testkit.fake.user;

