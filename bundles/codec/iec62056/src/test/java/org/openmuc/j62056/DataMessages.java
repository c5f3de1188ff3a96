package org.openmuc.j62056;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.openmuc.j62056.internal.IdentificationMessage;
import org.openmuc.jrxtx.SerialPort;

/**
 * The decoder of j62056 without a serial port, which its public classes want: it stands in this
 * package because what is called is visible only here.
 */
public final class DataMessages {

  private static final int STX = 2;

  private static final SerialPort NO_PORT =
      (SerialPort)
          Proxy.newProxyInstance(
              DataMessages.class.getClassLoader(),
              new Class<?>[] {SerialPort.class},
              (proxy, method, arguments) -> null);

  private DataMessages() {}

  /** How many data sets a read-out has. */
  public static int count(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    IdentificationMessage identification = new IdentificationMessage(in);
    in.mark(1);
    int first = in.read();
    in.reset();
    DataMessage message =
        first == STX
            ? DataMessage.readModeAbcDataMessage(in, identification)
            : DataMessage.readModeDDataMessage(in, identification, NO_PORT);
    return message.getDataSets().size();
  }
}
