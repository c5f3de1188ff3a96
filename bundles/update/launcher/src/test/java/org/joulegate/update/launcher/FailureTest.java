package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.osgi.framework.BundleException;

public class FailureTest {
  @Test
  public void theFirstMessageOfAChainIsTheSentence() {
    assertEquals(
        "port 5684 is in use",
        Failure.sentence(
            """
            java.lang.reflect.InvocationTargetException
            \tat java.base/jdk.internal.reflect.X(X.java:1)
            Caused by: java.lang.IllegalStateException: port 5684 is in use
            \tat org.joulegate.han.coap.internal.Y(Y.java:2)
            Caused by: java.net.BindException: Address already in use
            """));
  }

  @Test
  public void aProgrammingFaultKeepsTheNameOfItsException() {
    assertEquals(
        "NullPointerException x is null",
        Failure.sentence("java.lang.NullPointerException: x is null\n\tat a.B.c(B.java:1)"));
    assertEquals("StackOverflowError", Failure.sentence("java.lang.StackOverflowError\n\tat x"));
    assertEquals("it gave no reason", Failure.sentence((String) null));
  }

  @Test
  public void theInnermostMissingPackageIsNamed() {
    BundleException felix =
        new BundleException(
            "Unable to resolve a [2](R 2.0): missing requirement [a [2](R 2.0)]"
                + " osgi.wiring.package; (osgi.wiring.package=b.api) [caused by: Unable to resolve"
                + " b [3](R 3.0): missing requirement [b [3](R 3.0)] osgi.wiring.package;"
                + " (&(osgi.wiring.package=c.api)(version>=1.0.0))] Unresolved requirements: [[a"
                + " [2](R 2.0)] osgi.wiring.package; (osgi.wiring.package=b.api)]",
            BundleException.RESOLVE_ERROR);

    assertEquals("it lacks the package c.api", Failure.sentence(felix));
  }
}
